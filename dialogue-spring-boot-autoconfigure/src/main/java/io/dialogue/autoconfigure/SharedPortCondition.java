package io.dialogue.autoconfigure;

import java.util.List;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/**
 * Whether Socket.IO is to share the web server's port, if there is a web server that can
 * share it.
 */
final class SharedPortCondition extends SpringBootCondition {

	private static final String MODE = "dialogue.server.mode";

	/** What only a port of its own can have. */
	private static final List<String> OWN = List.of("dialogue.server.port", "dialogue.server.address",
			"dialogue.server.ssl.bundle");

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		Environment environment = context.getEnvironment();
		ServerMode mode = Binder.get(environment).bind(MODE, ServerMode.class).orElse(ServerMode.AUTO);
		ConditionMessage.Builder message = ConditionMessage.forCondition("Shared port");
		return switch (mode) {
			case SHARED -> ConditionOutcome.match(message.because(MODE + " is shared"));
			case STANDALONE -> ConditionOutcome.noMatch(message.because(MODE + " is standalone"));
			case AUTO -> {
				List<String> set = set(environment);
				yield set.isEmpty() ? ConditionOutcome.match(message.because(MODE + " is auto"))
						: ConditionOutcome.noMatch(message.because(set + " is set"));
			}
		};
	}

	/**
	 * What is set that the web server's port cannot have.
	 * @param environment the configuration
	 * @return the names of properties
	 */
	static List<String> set(Environment environment) {
		return OWN.stream().filter((name) -> StringUtils.hasText(environment.getProperty(name))).toList();
	}

}
