"""The pages, one module a group: each reads the request, calls one workflow function and shows the result."""
