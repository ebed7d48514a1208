"""Finding the article in a page: body, title, dates, people, and what was cut."""
