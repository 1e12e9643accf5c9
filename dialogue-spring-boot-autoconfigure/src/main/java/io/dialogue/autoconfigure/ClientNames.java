package io.dialogue.autoconfigure;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.dialogue.hook.HookRegistry;

/**
 * Says, or refuses, that clients name themselves where nothing authenticates them.
 *
 * @param hooks know the authenticator
 * @param required whether there must be one
 */
record ClientNames(HookRegistry hooks, boolean required) {

	private static final Logger logger = LoggerFactory.getLogger(ClientNames.class);

	/**
	 * Checks once, when clients can connect.
	 * @param reachable whether they can
	 */
	void check(boolean reachable) {
		if (this.hooks.authenticator() != null || !reachable) {
			return;
		}
		if (this.required) {
			throw new DialogueConfigurationException(
					"dialogue.security.require-authentication is true, but nothing authenticates clients.",
					"Define a JwtDecoder, add Spring Security with Spring Session or WebFlux, or define a bean of type "
							+ "io.dialogue.hook.Authenticator.");
		}
		logger.warn("Nothing authenticates clients: they name themselves, and anybody can be anybody. "
				+ "Define a JwtDecoder or a bean of type io.dialogue.hook.Authenticator before strangers can "
				+ "connect, and set dialogue.security.require-authentication.");
	}

}
