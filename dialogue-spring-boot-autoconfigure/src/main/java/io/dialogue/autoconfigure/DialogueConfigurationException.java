package io.dialogue.autoconfigure;

/**
 * Says that the application cannot start as it is configured: what is wrong, and what to
 * change. Spring Boot prints both instead of a stack trace.
 */
@SuppressWarnings("serial")
public class DialogueConfigurationException extends RuntimeException {

	private final String description;

	private final String action;

	/**
	 * Creates the exception.
	 * @param description what is wrong
	 * @param action what to change
	 */
	public DialogueConfigurationException(String description, String action) {
		super(description + " " + action);
		this.description = description;
		this.action = action;
	}

	DialogueConfigurationException(String description, String action, Throwable cause) {
		this(description, action);
		initCause(cause);
	}

	/**
	 * What is wrong.
	 * @return a sentence
	 */
	public String getDescription() {
		return this.description;
	}

	/**
	 * What to change.
	 * @return a sentence
	 */
	public String getAction() {
		return this.action;
	}

}
