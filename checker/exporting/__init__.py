"""What was checked, in the forms of others: annotations, reviews of claims, RDF; a file for each format."""
