package io.dialogue.gateway;

/**
 * Says that a server's port is taken by another program.
 */
@SuppressWarnings("serial")
public class PortInUseException extends IllegalStateException {

	private final int port;

	/**
	 * Creates the exception.
	 * @param port the port that is taken
	 * @param cause what the operating system said
	 */
	public PortInUseException(int port, Throwable cause) {
		super("Port " + port + " is already in use", cause);
		this.port = port;
	}

	/**
	 * The port that is taken.
	 * @return the port
	 */
	public int port() {
		return this.port;
	}

}
