"""What a grading gives the office that ordered it: a workbook and a page over all reports."""
