package io.calotype.cli.upload;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.net.URI;
import java.util.Map;

/**
 * The permission to upload one file.
 *
 * @param key the key that it will have
 * @param uploadUrl where to send it
 * @param method with which HTTP method
 * @param headers what to send along
 * @param manifestUrl where to see what became of it
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Ticket(
    String key, URI uploadUrl, String method, Map<String, String> headers, URI manifestUrl) {}
