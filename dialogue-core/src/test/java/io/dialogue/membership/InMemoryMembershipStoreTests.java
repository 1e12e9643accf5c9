package io.dialogue.membership;

/**
 * The store in memory keeps the contract.
 */
class InMemoryMembershipStoreTests extends MembershipStoreContractTests {

	@Override
	protected MembershipStore createStore() {
		return new InMemoryMembershipStore();
	}

}
