"""Files, environments and jedi behind one interface; nothing here ever imports the code it looks at."""
