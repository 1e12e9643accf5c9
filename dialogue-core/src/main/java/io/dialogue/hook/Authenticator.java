package io.dialogue.hook;

import io.dialogue.client.Handshake;

/**
 * Decides who a client is when it connects, and at each {@code dialogue:refresh}. There
 * is one at most. One of the application's takes the place of those that recognise
 * clients by what Spring Security knows; where nothing authenticates, clients name
 * themselves. Runs on a bounded pool of its own and may block, up to the configured
 * deadline; what it throws refuses the client and is logged, once a minute where many
 * clients meet the same failure.
 */
@FunctionalInterface
public interface Authenticator {

	/**
	 * Authenticates a client.
	 * @param handshake what the client sent
	 * @return the answer
	 * @throws Exception refuses the client without telling it why
	 */
	AuthenticationResult authenticate(Handshake handshake) throws Exception;

}
