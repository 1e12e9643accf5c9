package io.dialogue.autoconfigure.security;

import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import io.dialogue.client.Handshake;
import io.dialogue.hook.AuthenticationResult;

/**
 * Recognises clients by one kind of credentials. Several are asked in their order; the
 * first that finds such credentials decides.
 */
interface AuthenticationMechanism {

	/** Tokens come first: a client that sends one means it. */
	int TOKEN = 0;

	/** A browser sends its session's cookie always. */
	int SESSION = 10;

	/** What the transport says of the machine. */
	int CERTIFICATE = 20;

	/**
	 * Authenticates a client. May block, but not after it has returned.
	 * @param handshake what the client sent
	 * @return completes with the answer, or with {@code null} if the client brings no
	 * credentials of this kind
	 * @throws Exception refuses the client without telling it why
	 */
	CompletionStage<@Nullable AuthenticationResult> authenticate(Handshake handshake) throws Exception;

}
