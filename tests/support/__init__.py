"""What many tests share: they import it by name, as `from support.children import case_of`."""
