"""What several screens share and Streamlit is needed for: the shell, the filters, the texts."""
