"""Letters of an office: 反馈意见 to each unit and a draft 通报 of the round, from templates."""
