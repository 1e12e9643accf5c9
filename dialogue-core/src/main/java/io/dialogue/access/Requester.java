package io.dialogue.access;

import java.util.Set;

/**
 * Who asks: what rules see of a client's identity.
 */
public interface Requester {

	/**
	 * The user's id.
	 * @return the id
	 */
	String userId();

	/**
	 * Whether an authentication established the user's id.
	 * @return {@code false} if the client named itself
	 */
	boolean authenticated();

	/**
	 * What the user may do, in the application's words.
	 * @return the authorities
	 */
	Set<String> authorities();

}
