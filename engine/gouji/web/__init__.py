"""The self-check page and the office's desk: a server for people who do not use terminals."""
