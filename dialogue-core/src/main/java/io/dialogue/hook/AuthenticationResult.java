package io.dialogue.hook;

import java.util.concurrent.CompletionStage;

import io.dialogue.client.ClientIdentity;

/**
 * The answer of an {@link Authenticator}.
 */
public sealed interface AuthenticationResult {

	/**
	 * Lets the client in.
	 * @param identity who it is
	 * @return the answer
	 */
	static AuthenticationResult accept(ClientIdentity identity) {
		return new Accepted(identity);
	}

	/**
	 * Lets the client in as a user without further claims.
	 * @param userId the user's id
	 * @return the answer
	 */
	static AuthenticationResult accept(String userId) {
		return accept(ClientIdentity.of(userId));
	}

	/**
	 * Lets the client in without knowing who it is. Its user id is the connection's id,
	 * whatever the client says, and {@link ClientIdentity#authenticated()} is false.
	 * @return the answer
	 */
	static AuthenticationResult anonymous() {
		return new Anonymous();
	}

	/**
	 * Refuses the client.
	 * @param reason the reason, which is sent to it
	 * @return the answer
	 */
	static AuthenticationResult reject(String reason) {
		return new Rejected(reason);
	}

	/**
	 * Answers later, without holding a thread until then. The deadline counts on.
	 * @param result the answer to come; a failure refuses the client
	 * @return the answer
	 */
	static AuthenticationResult deferred(CompletionStage<? extends AuthenticationResult> result) {
		return new Deferred(result);
	}

	/**
	 * The client is who it says.
	 *
	 * @param identity who it is
	 */
	record Accepted(ClientIdentity identity) implements AuthenticationResult {

	}

	/**
	 * The client is let in, whoever it is.
	 */
	record Anonymous() implements AuthenticationResult {

	}

	/**
	 * The client is refused.
	 *
	 * @param reason the reason, which is sent to it
	 */
	record Rejected(String reason) implements AuthenticationResult {

	}

	/**
	 * The answer comes later.
	 *
	 * @param result the answer to come
	 */
	record Deferred(CompletionStage<? extends AuthenticationResult> result) implements AuthenticationResult {

	}

}
