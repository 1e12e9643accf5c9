package io.dialogue.autoconfigure;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.springframework.core.env.Environment;

import io.dialogue.contract.Contract;

/**
 * The documents of a contract, by the names under which they are served and written:
 * {@code asyncapi.json}, {@code schemas.json} and {@code types.ts}.
 *
 * @param all the documents by name
 */
public record ContractDocuments(SortedMap<String, String> all) {

	public ContractDocuments {
		all = Collections.unmodifiableSortedMap(new TreeMap<>(all));
	}

	static ContractDocuments of(Contract contract, DialogueContractProperties properties, Environment environment) {
		String title = (properties.title() != null) ? properties.title()
				: environment.getProperty("spring.application.name", "Dialogue");
		return new ContractDocuments(
				new TreeMap<>(Map.of("asyncapi.json", contract.asyncApi(title, properties.version()), "schemas.json",
						contract.jsonSchema(), "types.ts", contract.typeScript())));
	}

}
