package io.dialogue.socketio;

/**
 * A server under attack, with an application that counts the events {@code echo} and
 * refuses clients without the token {@code good}.
 */
interface AttackTarget extends AutoCloseable {

	int port();

	/**
	 * How many events reached the application.
	 */
	int received();

	/**
	 * The id of a connected client as the application sees it, and tells others.
	 */
	String idOfFirstClient();

	/**
	 * How many sessions the server keeps.
	 */
	int sessions();

	/**
	 * How many clients the application may send to.
	 */
	int clients();

	void broadcast(String text);

	void disconnectAll();

	@Override
	void close();

}
