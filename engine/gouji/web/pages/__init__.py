"""The pages, each module a router of its own."""
