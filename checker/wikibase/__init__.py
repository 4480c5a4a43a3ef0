"""Entities of a Wikibase (Wikidata is one) become claims, documents and a vocabulary; what people decided goes back.

ids            what the properties and items mean on which the rest goes by: Wikidata's, or another Wikibase's
entities       a dump, entity by entity, each with its place
snaks          the parts of JSON that are asked for, or what is wrong with them
times, values  what a snak says becomes words of a claim; `back` is the way back
references     a reference becomes a document
statements     a statement becomes claims
conditions     property constraints as they stand, `constraints` as the vocabulary's
store          what is gathered over a whole dump, on disk
vocabulary     the vocabulary, written line by line
dump           the flow: two passes over a dump
mismatches, quickstatements  decisions as files for those who correct a Wikibase
"""
