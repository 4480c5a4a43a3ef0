"""What others have written down becomes claim files: annotations, reviews of claims; a file for each form."""
