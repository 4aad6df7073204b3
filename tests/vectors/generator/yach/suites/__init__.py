"""One module is one vector file: its docstring is the file's comment, `vectors()` its content."""
