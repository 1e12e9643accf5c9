package io.dialogue.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may connect.
 *
 * @param requireAuthentication Whether to refuse to start if nothing authenticates
 * clients, so that they would name themselves.
 * @param maxRevocations How many users' revocations are remembered; beyond, what was
 * issued before the oldest of them is refused to everybody.
 */
@ConfigurationProperties("dialogue.security")
public record DialogueSecurityProperties(@DefaultValue("false") boolean requireAuthentication,
		@DefaultValue("100000") int maxRevocations) {

}
