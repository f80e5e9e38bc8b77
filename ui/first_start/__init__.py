"""The first start: what a folder without a site shows, until there is one."""
