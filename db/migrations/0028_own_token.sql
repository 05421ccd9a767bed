-- Who made a token stands in the event, as for every other row of the desk's: no policy of its own says it a second time.
DROP POLICY own_token ON demur.api_tokens;
