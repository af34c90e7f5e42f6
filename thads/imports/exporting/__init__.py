"""What goes out as .xlsx: the register, lists, figures, faulty rows, differences."""
