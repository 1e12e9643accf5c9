package io.dialogue.revocation;

/**
 * Tests of {@link InMemoryRevocationStore}.
 */
class InMemoryRevocationStoreTests extends RevocationStoreContractTests {

	@Override
	protected RevocationStore create(int maxUsers) {
		return new InMemoryRevocationStore(maxUsers);
	}

}
