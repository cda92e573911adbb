// Retries: what failed on its way is tried again, with waits that grow and are spread by chance.
#pragma once

#include <chrono>
#include <functional>

#include "core/base/cancel.h"
#include "core/hub/http_client.h"

namespace tunesmith::hub {

/// Calls `attempt` until it returns. A TransferError that may be tried again is, after a wait that grows with each try
/// in a row that brought nothing (`progressed` says whether the last one brought something; empty: never). `waiting` hears
/// of waits. Throws the last error, and Error(Cancelled).
void withRetries(const HubSettings& settings, const Cancel& cancel, const std::function<void()>& attempt,
                 const std::function<bool()>& progressed = {},
                 const std::function<void(std::chrono::milliseconds, const TransferError&)>& waiting = {});

}  // namespace tunesmith::hub
