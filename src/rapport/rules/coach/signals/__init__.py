"""What is measured in a text by small models and rules: request, advice, politeness …"""
