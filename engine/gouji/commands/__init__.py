"""The command line, one module a command or a family of commands; ``cli`` registers them."""
