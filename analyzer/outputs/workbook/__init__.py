"""The ranking as a workbook for the office: 排名, 分项, 问题清单, 重合, 口径说明."""
