"""Word documents: .docx read and filled."""
