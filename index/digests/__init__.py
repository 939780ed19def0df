"""The corpus put together for one purpose: a briefing, a comparison, a tour; passages only."""
