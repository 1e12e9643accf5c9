package io.dialogue.autoconfigure;

/**
 * Where the Socket.IO server listens.
 */
public enum ServerMode {

	/**
	 * On the web server's port where that is WebFlux on Reactor Netty and nothing is set
	 * that only a port of its own can have; otherwise on a port of its own.
	 */
	AUTO,

	/** On the web server's port, which must be WebFlux on Reactor Netty. */
	SHARED,

	/** On a port of its own. */
	STANDALONE

}
