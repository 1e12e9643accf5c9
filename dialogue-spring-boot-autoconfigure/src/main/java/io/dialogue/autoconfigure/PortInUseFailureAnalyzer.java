package io.dialogue.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

import io.dialogue.gateway.PortInUseException;

/**
 * Says what to do when another program has the server's port.
 */
final class PortInUseFailureAnalyzer extends AbstractFailureAnalyzer<PortInUseException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, PortInUseException cause) {
		return new FailureAnalysis(
				"Dialogue could not start: port " + cause.port() + " is already in use.", "Stop what listens on port "
						+ cause.port() + ", or set dialogue.server.port to another port (0 for any that is free).",
				cause);
	}

}
