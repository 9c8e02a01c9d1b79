"""What people say of audits that are kept: decisions on findings, values seen on paper."""
