package io.dialogue.sample.secured;

import java.util.List;

import io.dialogue.annotation.DialogueEvent;

/**
 * All accounts with their connections, sent to administrators whenever that changes.
 *
 * @param accounts the accounts
 */
@DialogueEvent(name = "accounts", description = "Who is connected")
record AccountList(List<AccountState> accounts) {

	/**
	 * An account.
	 *
	 * @param name the user's name
	 * @param admin whether the user is an administrator
	 * @param revoked whether the account is closed
	 * @param connections the user's connections
	 */
	record AccountState(String name, boolean admin, boolean revoked, List<Connection> connections) {

	}

	/**
	 * A connection.
	 *
	 * @param id its id
	 * @param token whether it was made with a token, rather than the session's cookie
	 * @param rooms the rooms in which it is
	 */
	record Connection(String id, boolean token, List<String> rooms) {

	}

}
