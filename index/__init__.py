"""The library: documents -> passages -> windows -> vectors and terms -> hits -> verdict -> answer.

It knows nothing of Discord or the terminal.
"""
