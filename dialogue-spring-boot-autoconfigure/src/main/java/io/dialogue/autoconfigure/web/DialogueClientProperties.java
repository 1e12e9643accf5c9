package io.dialogue.autoconfigure.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the configuration says about the browser's client.
 *
 * @param enabled Whether to serve the client for browsers as /dialogue/dialogue-client.js
 * and, as a module, /dialogue/dialogue-client.esm.js.
 */
@ConfigurationProperties("dialogue.client")
public record DialogueClientProperties(@DefaultValue("true") boolean enabled) {

}
