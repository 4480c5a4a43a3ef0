"""The files that people write and read, as pydantic models: the one source of the JSON Schemas in `schemas/`."""
