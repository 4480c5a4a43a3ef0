"""The ways in which one source may differ from another throughout; one file each, and the registry is the folder."""
