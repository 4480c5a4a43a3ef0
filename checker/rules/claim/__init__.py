"""Rules that look at each claim by itself, whatever property it is about. Each file here is one."""
