package io.dialogue.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the configuration says about the contract with clients.
 *
 * @param enabled Whether to serve the contract: /dialogue/asyncapi.json,
 * /dialogue/schemas.json and /dialogue/types.ts. It names all rooms and events of the
 * configuration.
 * @param title Title of the AsyncAPI document. The value of spring.application.name by
 * default.
 * @param version Version in the AsyncAPI document.
 */
@ConfigurationProperties("dialogue.contract")
public record DialogueContractProperties(@DefaultValue("false") boolean enabled, @Nullable String title,
		@DefaultValue("1.0.0") String version) {

}
