package io.dialogue.socketio;

import io.netty.util.concurrent.EventExecutorGroup;

/**
 * Where a server's connections come in: a port of its own, or one that it shares.
 */
interface EnginePort {

	/**
	 * Lets connections in from now on. Returns when they can come.
	 * @param initializer sets up their pipelines
	 */
	void open(EngineInitializer initializer);

	/**
	 * The port.
	 * @return the port, or -1 if it lets no connections in
	 */
	int port();

	/**
	 * Lets no more connections in. Does not wait.
	 */
	void close();

	/**
	 * Runs what takes time, such as a drain. Its threads may not be blocked.
	 * @return an executor
	 */
	EventExecutorGroup executor();

	/**
	 * Gives the port back. Returns when it is free, as far as it is this server's.
	 */
	void stop();

}
