"""Documentation that is made from the code, one module for each page; `python -m checker.report.pages` writes all."""
