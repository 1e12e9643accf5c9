package io.dialogue.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Reports what {@link DialogueConfigurationException} says.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class DialogueConfigurationFailureAnalyzer extends AbstractFailureAnalyzer<DialogueConfigurationException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, DialogueConfigurationException cause) {
		return new FailureAnalysis(cause.getDescription(), cause.getAction(), cause);
	}

}
