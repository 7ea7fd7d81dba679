"""Workbooks: .xlsx and .xlsm read, filled and verified; .xls, .ods and .csv beside them."""
