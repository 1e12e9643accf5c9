package io.dialogue.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * The resources that a native image needs to make a contract and to serve the client.
 */
final class ContractHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		hints.resources()
			.registerPattern("io/dialogue/contract/asyncapi.json")
			.registerPattern("io/dialogue/client/dialogue-client*");
	}

}
