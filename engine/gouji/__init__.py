"""gouji 勾稽: audits 政府信息公开工作年度报告 against its statutory form."""

__version__ = "0.1.0"
