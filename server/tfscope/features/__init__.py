"""Features: each file answers one question of an editor from the index, without knowing any protocol."""
